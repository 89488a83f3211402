import type { ReactNode } from 'react'

/** An empty place that says what belongs here and how it gets there. */
export function EmptyState({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className="empty-state">
      <svg viewBox="0 0 64 64" width="64" height="64" aria-hidden="true">
        <path d="M12 60V14l20-8 20 8v46z" fill="#ECEEF2" stroke="#C9CED6" />
        {[20, 30, 40].map((y) => (
          <g key={y} fill="#334155">
            <rect x="20" y={y} width="9" height="6" />
            <rect x="35" y={y} width="9" height="6" fill={y === 30 ? '#FFD166' : '#334155'} />
          </g>
        ))}
        <path d="M27 60V50h10v10z" fill="#1F2A37" />
      </svg>
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children}
    </div>
  )
}
