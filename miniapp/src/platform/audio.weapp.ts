declare const wx: { createWebAudioContext?(): AudioContext }

let context: AudioContext | undefined

/** WeChat's sound; undefined before base library 2.19. */
export function audio(): AudioContext | undefined {
  context ??= wx.createWebAudioContext?.()
  return context
}
