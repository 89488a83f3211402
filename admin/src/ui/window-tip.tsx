import { type FocusEvent, type PointerEvent, type ReactNode, useCallback, useState } from 'react'

interface Tip {
  text: string
  x: number
  y: number
}

const windowAt = (target: EventTarget) => (target instanceof Element ? target.closest<SVGElement>('.window') : null)

/** One tip for all the windows inside: it says in words what the window under the pointer or focus shows. */
export function WindowTips({ children }: { children: ReactNode }) {
  const [tip, setTip] = useState<Tip>()
  const show = useCallback((event: PointerEvent | FocusEvent) => {
    const window = windowAt(event.target)
    const text = window?.getAttribute('aria-label')
    if (!window || !text) return setTip(undefined)
    const box = window.getBoundingClientRect()
    setTip({ text, x: box.left + box.width / 2, y: box.top })
  }, [])
  const hide = useCallback(() => setTip(undefined), [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only shows the words of the windows inside, which are the buttons
    <div onPointerOver={show} onPointerLeave={hide} onFocus={show} onBlur={hide}>
      {children}
      {tip && (
        <div className="tip" style={{ left: tip.x, top: tip.y }} aria-hidden="true">
          {tip.text}
        </div>
      )}
    </div>
  )
}
