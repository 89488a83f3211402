import { staffWords } from '@loumen/shared/words/miniapp-staff'
import { useWords } from '../use-words'

/** How staff pages speak. */
export const useStaffWords = () => useWords(staffWords)
