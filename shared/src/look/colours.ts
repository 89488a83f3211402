/** An entrance's colour: never alone, always with its shape, number and name (a colour is never a health code, R6). */
export interface EntranceColour {
  zh: string
  en: string
  fill: string
  text: string
  shape: Shape
  shapeZh: string
  shapeEn: string
}

export type Shape =
  | 'circle'
  | 'triangle'
  | 'square'
  | 'diamond'
  | 'star'
  | 'cross'
  | 'pentagon'
  | 'hexagon'
  | 'crescent'
  | 'drop'
  | 'leaf'
  | 'sun'

const colour = (zh: string, en: string, fill: string, text: string, shape: Shape, shapeZh: string): EntranceColour => ({
  zh,
  en,
  fill,
  text,
  shape,
  shapeZh,
  shapeEn: shape,
})

/**
 * The twelve colours in the order in which a call order takes them: neighbours differ by at least 55 in CIE Lab,
 * for red- and green-blind eyes as well; text contrast is 5:1 or more.
 */
export const entranceColours: readonly EntranceColour[] = [
  colour('白', 'white', '#FFFFFF', '#000000', 'circle', '圆形'),
  colour('棕', 'brown', '#5D4037', '#FFFFFF', 'triangle', '三角形'),
  colour('紫', 'purple', '#6A1B9A', '#FFFFFF', 'square', '方形'),
  colour('粉', 'pink', '#F8BBD0', '#000000', 'diamond', '菱形'),
  colour('红', 'red', '#C62828', '#FFFFFF', 'star', '星形'),
  colour('蓝', 'blue', '#1565C0', '#FFFFFF', 'cross', '十字'),
  colour('灰', 'grey', '#9E9E9E', '#000000', 'pentagon', '五边形'),
  colour('橙', 'orange', '#F57C00', '#000000', 'hexagon', '六边形'),
  colour('黑', 'black', '#212121', '#FFFFFF', 'crescent', '月牙'),
  colour('青', 'cyan', '#00ACC1', '#000000', 'drop', '水滴'),
  colour('绿', 'green', '#2E7D32', '#FFFFFF', 'leaf', '叶子'),
  colour('黄', 'yellow', '#FDD835', '#000000', 'sun', '太阳'),
]

/** The colour with this index; indexes run on cyclically beyond twelve. */
export function entranceColour(index: number): EntranceColour {
  return entranceColours[((index % 12) + 12) % 12] as EntranceColour
}
