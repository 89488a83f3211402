/** WeChat draws the title and the way back itself. */
export function TopBar(_props: { title: string; onBack?: () => void }) {
  return null
}
