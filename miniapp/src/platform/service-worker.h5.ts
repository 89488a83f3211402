/** Lets the app start without a network; a page on plain http cannot, and says so where it matters. */
export function keepApp() {
  if (!('serviceWorker' in navigator)) return
  window.addEventListener('load', () => {
    void navigator.serviceWorker.register('/service-worker.js').catch(() => {})
  })
}
