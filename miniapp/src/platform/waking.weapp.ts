import Taro from '@tarojs/taro'

/** Tells when the mini-program comes back from the background or the network is back. */
export function onWaking(tell: () => void) {
  Taro.onAppShow(tell)
  Taro.onNetworkStatusChange(({ isConnected }) => {
    if (isConnected) tell()
  })
}
