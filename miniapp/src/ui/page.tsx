import { entranceColour } from '@loumen/shared/look/colours'
import Taro, { useDidShow } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useSettings } from '../settings'
import { Box, Heading } from './elements'
import { PrivacySheet } from './privacy-sheet'
import { TopBar } from './top-bar'

interface Props {
  id: string
  title: string
  /** Below the title bar, above everything else: what is not live. */
  notice?: ReactNode
  /** The one big next step, always in reach of a thumb. */
  footer?: ReactNode
  onBack?: () => void
  /** Fills the page with this entrance colour. */
  tone?: number
  /** Wide targets for gloved hands. */
  gloved?: boolean
  children: ReactNode
}

/** A phone page: title, content, one next step; large and wide in elder mode. */
export function Page({ id, title, notice, footer, onBack, tone, gloved, children }: Props) {
  const { elder, language } = useSettings()
  const nameWindow = () => void Taro.setNavigationBarTitle({ title }).catch(() => {})
  useEffect(nameWindow, [title])
  useDidShow(nameWindow)
  const filled = tone === undefined ? undefined : entranceColour(tone)
  const classes = [
    'page',
    `lang-${language}`,
    elder && 'elder',
    gloved && 'gloved',
    filled && 'filled',
    filled?.fill === '#FFFFFF' && 'filled-white',
  ]
  return (
    <Box
      id={id}
      className={classes.filter(Boolean).join(' ')}
      style={filled && { backgroundColor: filled.fill, color: filled.text }}
    >
      <TopBar title={title} onBack={onBack} />
      {notice}
      <Box className="content" role="main">
        {children}
      </Box>
      {footer && <Box className="footer">{footer}</Box>}
      <PrivacySheet />
    </Box>
  )
}

/** A part of a page with its own heading. */
export function Section({ id, title, children }: { id?: string; title?: string; children: ReactNode }) {
  return (
    <Box id={id} className="section">
      {title && <Heading className="section-title">{title}</Heading>}
      {children}
    </Box>
  )
}
