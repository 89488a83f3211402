import type { ReactNode } from 'react'

interface Props {
  title: ReactNode
  /** What is known, by its name; what is not known is left out. */
  facts: readonly (readonly [name: string, value: ReactNode])[]
  level?: 2 | 3
  testId: string
  children?: ReactNode
}

/** A card of a list that somebody decides: who or what it is about, what is known of it, and what can be done. */
export function FactsCard({ title, facts, level = 3, testId, children }: Props) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <li className="panel stack" data-testid={testId}>
      <Heading>{title}</Heading>
      <dl className="person-fields">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name} className="fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {children}
    </li>
  )
}
