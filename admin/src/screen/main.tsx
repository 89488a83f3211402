import { createRoot } from 'react-dom/client'
import { keepAwake } from './keep-awake'
import { Screen } from './screen'
import './screen.css'

const siteId = location.pathname.split('/').filter(Boolean).pop() ?? ''
const root = document.getElementById('root')
keepAwake()
if (root) createRoot(root).render(<Screen siteId={siteId} />)
