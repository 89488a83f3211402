/** Tells when the screen is looked at again or the network is back. */
export function onWaking(tell: () => void) {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') tell()
  })
  window.addEventListener('online', tell)
}
