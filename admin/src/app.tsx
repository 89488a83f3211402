import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as Antd, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useState } from 'react'
import { BrowserRouter } from 'react-router'
import { SessionProvider } from './remote/session'
import { Gate } from './shell/gate'
import { LanguageProvider, useWords } from './ui/language'
import { theme } from './ui/theme'

export function App() {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 0, refetchOnWindowFocus: true } } }),
  )
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <Dressed />
      </LanguageProvider>
    </QueryClientProvider>
  )
}

function Dressed() {
  const { language } = useWords()
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
      <Antd>
        <BrowserRouter basename="/admin">
          <SessionProvider>
            <Gate />
          </SessionProvider>
        </BrowserRouter>
      </Antd>
    </ConfigProvider>
  )
}
