import { type ReactNode, useEffect } from 'react'

/** The frame of a page: its title, what can be done here, and its content. */
export function Page({
  title,
  aside,
  children,
  note,
}: {
  title: string
  note?: ReactNode
  aside?: ReactNode
  children: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · 楼门`
  }, [title])
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {note && <div className="page-note">{note}</div>}
        </div>
        {aside && <div className="page-aside">{aside}</div>}
      </header>
      {children}
    </div>
  )
}
