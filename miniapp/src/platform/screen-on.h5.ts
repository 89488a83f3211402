interface WakeLock {
  request(kind: 'screen'): Promise<{ release(): Promise<void> }>
}

/** Keeps the screen lit where the browser can (it needs https); answers what ends it. */
export function keepScreenOn(): () => void {
  const lock = (navigator as Navigator & { wakeLock?: WakeLock }).wakeLock?.request('screen')
  lock?.catch(() => {})
  return () => {
    lock?.then((held) => held.release()).catch(() => {})
  }
}
