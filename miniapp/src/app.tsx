import type { PropsWithChildren } from 'react'
import { keepApp } from './platform/service-worker'
import './look/page.scss'
import './look/press.scss'
import './look/field.scss'
import './look/parts.scss'
import './look/house.scss'
import './look/called.scss'
import './look/elevation.scss'
import './look/desk.scss'

keepApp()

/** The phone's whole: Taro puts the page that is shown inside. */
export default function App({ children }: PropsWithChildren) {
  return children
}
