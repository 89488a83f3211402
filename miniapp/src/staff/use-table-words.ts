import { tableWords } from '@loumen/shared/words/tables'
import { useWords } from '../use-words'

/** How the tables and the boxes speak. */
export const useTableWords = () => useWords(tableWords)
