import { Button } from '@tarojs/components'

/** Opens WeChat's choice of groups with the page's own card. */
export const ShareButton = ({ id, children }: { id: string; children: string }) => (
  <Button id={id} className="press press-second" openType="share">
    {children}
  </Button>
)
