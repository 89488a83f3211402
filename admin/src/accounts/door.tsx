import { Button } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useWords } from '../ui/language'
import { Dusk } from './dusk'

/** The house at dusk, and the one thing to do before going in. */
export function Door({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const { language, setLanguage, t } = useWords()
  useEffect(() => {
    document.title = `${title} · 楼门`
  }, [title])
  return (
    <div className="door">
      <Dusk />
      <main className="door-card">
        <div className="door-head">
          <img src="/admin/icon.svg" alt="" width="36" height="36" />
          <Button type="text" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')} title={t('language.other')}>
            {language === 'zh' ? 'EN' : '中文'}
          </Button>
        </div>
        <h1>{title}</h1>
        <p className="door-text">{text}</p>
        {children}
      </main>
    </div>
  )
}
