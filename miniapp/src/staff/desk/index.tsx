import { Box } from '../../ui/elements'

export default function Todo() {
  return <Box />
}
