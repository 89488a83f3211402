import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { setSettings } from './settings'

/** A message opens the page on the household that it is about. */
export function useOpenedHousehold() {
  const { household } = useRouter().params
  useEffect(() => {
    if (household) setSettings({ household })
  }, [household])
}
