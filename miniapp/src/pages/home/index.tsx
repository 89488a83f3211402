import { listCommunities } from '@loumen/shared/community/api'
import { View } from '@tarojs/components'
export default function Home() {
  return <View id="x">楼门 {listCommunities.path}</View>
}
