import type { ReactNode } from 'react'
import { goTo } from '../../platform/places'
import { setSettings, useSettings } from '../../settings'
import { Box, Press } from '../../ui/elements'
import { Page } from '../../ui/page'
import { useWords } from '../../use-words'

interface Props {
  notice?: ReactNode
  footer?: ReactNode
  tone?: number
  children: ReactNode
}

/** The home page's frame: the switches that everybody must find at once, and the way to the settings. */
export function HomePage({ notice, footer, tone, children }: Props) {
  const { t, language } = useWords()
  const { elder } = useSettings()
  return (
    <Page id="home" title={t('homeTitle')} notice={notice} footer={footer} tone={tone}>
      {children}
      <Box className="switches">
        <Press id="elder-switch" className="press-link" onPress={() => setSettings({ elder: !elder })}>
          {t(elder ? 'elderOff' : 'elderOn')}
        </Press>
        <Press
          id="language-switch"
          className="press-link"
          onPress={() => setSettings({ language: language === 'zh' ? 'en' : 'zh' })}
        >
          {t('otherLanguage')}
        </Press>
        <Press id="to-settings" className="press-link" onPress={() => goTo('settings')}>
          {t('linkSettings')}
        </Press>
      </Box>
    </Page>
  )
}
