import { signOut } from '@loumen/shared/accounts/api'
import { certificateWords } from '@loumen/shared/words/certificates'
import { volunteeringWords } from '@loumen/shared/words/volunteers'
import { goBack, goTo, startOver } from '../../platform/places'
import { callAs } from '../../remote/call'
import { endSession, useSession } from '../../remote/session'
import { setSettings, useSettings } from '../../settings'
import { QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Words } from '../../ui/elements'
import { LinkRow } from '../../ui/link-row'
import { Page, Section } from '../../ui/page'
import { Ticks } from '../../ui/ticks'
import { useWords } from '../../use-words'
import { Consent } from './consent'
import { MyData } from './my-data'
import { Phones } from './phones'

const languages = [
  { value: 'zh', text: '中文' },
  { value: 'en', text: 'English' },
] as const

/** How the phone shows everything, what is kept, and signing out. */
export default function Settings() {
  const { t } = useWords()
  const { t: certificate } = useWords(certificateWords)
  const { t: volunteering } = useWords(volunteeringWords)
  const { language, elder } = useSettings()
  const session = useSession('resident')
  const leave = () => {
    // Without a network the phone forgets at once and the server's session runs out.
    void callAs.resident(signOut, {}).catch(() => {})
    endSession('resident')
    startOver('home')
  }
  return (
    <Page id="settings" title={t('settingsTitle')} onBack={() => goBack(() => startOver('home'))}>
      <Section>
        <Ticks
          id="settings-elder"
          label={t('settingsElder')}
          options={[{ value: 'elder', text: t('settingsElder'), hint: t('settingsElderHint') }]}
          values={elder ? ['elder'] : []}
          onChange={(values) => setSettings({ elder: values.length > 0 })}
        />
      </Section>
      <Section title={t('settingsLanguage')}>
        <Choices
          id="settings-language"
          label={t('settingsLanguage')}
          options={languages}
          value={language}
          onChange={(value) => setSettings({ language: value })}
        />
      </Section>
      <Section id="privacy" title={t('settingsPrivacy')}>
        <Words className="paragraph">{t('settingsPrivacyBody')}</Words>
        <Words className="paragraph">{t('settingsPrivacyPhone')}</Words>
      </Section>
      <Section>
        <LinkRow id="to-check" onPress={() => goTo('check')}>
          {certificate('checkTitle')}
        </LinkRow>
      </Section>
      {session && (
        <>
          <Consent />
          <Phones />
          <MyData />
        </>
      )}
      {session && (
        <LinkRow id="to-volunteer" onPress={() => goTo('volunteer')}>
          {volunteering('link')}
        </LinkRow>
      )}
      {session && (
        <Section>
          <Words className="quiet">{t('settingsSignedInAs', { phone: session.me.phone ?? session.me.name })}</Words>
          <QuietButton id="sign-out" onPress={leave}>
            {t('signOut')}
          </QuietButton>
        </Section>
      )}
    </Page>
  )
}
