import { fasting, smokeFree } from '@loumen/shared/tubes/before-swab'
import { beforeSwabWords } from '@loumen/shared/words/before-swab'
import { Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { useWords } from '../../use-words'

/** What to know before coming, so that nobody is sent back from the table. */
export function BeforeSwab() {
  const { t } = useWords(beforeSwabWords)
  return (
    <Section id="before-swab" title={t('title')}>
      <Words>{t('food', { hours: fasting / 60, minutes: smokeFree })}</Words>
      <Words>{t('tell')}</Words>
    </Section>
  )
}
