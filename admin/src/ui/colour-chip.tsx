import { entranceColour } from '@loumen/shared/look/colours'
import { useWords } from './language'
import { Shape } from './shape'

/** An entrance as it is always shown: colour, shape and name together. */
export function ColourChip({ colour, label }: { colour: number; label?: string }) {
  const { language } = useWords()
  const look = entranceColour(colour)
  const name = language === 'zh' ? `${look.zh}色 · ${look.shapeZh}` : `${look.en} · ${look.shapeEn}`
  return (
    <span className="chip">
      <span className="chip-colour" style={{ background: look.fill, color: look.text }} title={name}>
        <Shape shape={look.shape} size={14} />
        <span className="chip-name">{language === 'zh' ? look.zh : look.en}</span>
      </span>
      {label && <span className="chip-label">{label}</span>}
    </span>
  )
}
