interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
interface DetectorKind {
  new (options: { formats: string[] }): Detector
}
const detectorKind = (globalThis as { BarcodeDetector?: DetectorKind }).BarcodeDetector

/** Why this browser cannot scan: it gives no camera to pages on plain http, or it cannot read codes. */
export const cameraObstacle: 'insecure' | 'unsupported' | undefined = !window.isSecureContext
  ? 'insecure'
  : detectorKind && typeof navigator.mediaDevices?.getUserMedia === 'function'
    ? undefined
    : 'unsupported'

/** Shows the camera until one code was read; undefined when the person turned back or refused the camera. */
export async function scanWithCamera(turnBack: string): Promise<string | undefined> {
  if (!detectorKind) return undefined
  const stream = await navigator.mediaDevices
    .getUserMedia({ video: { facingMode: 'environment' } })
    .catch(() => undefined)
  if (!stream) return undefined
  const { video, closed, remove } = overlay(turnBack)
  try {
    video.srcObject = stream
    await video.play()
    return await firstCode(new detectorKind({ formats: ['code_128', 'code_39', 'qr_code'] }), video, closed)
  } finally {
    for (const track of stream.getTracks()) track.stop()
    remove()
  }
}

async function firstCode(detector: Detector, video: HTMLVideoElement, closed: () => boolean) {
  while (!closed()) {
    const [code] = await detector.detect(video).catch(() => [])
    if (code) return code.rawValue
    await new Promise(requestAnimationFrame)
  }
  return undefined
}

function overlay(turnBack: string) {
  const frame = document.createElement('div')
  frame.className = 'camera'
  const video = document.createElement('video')
  video.playsInline = true
  video.muted = true
  const button = document.createElement('button')
  button.textContent = turnBack
  button.className = 'press press-main'
  let turnedBack = false
  button.onclick = () => {
    turnedBack = true
  }
  frame.append(video, button)
  document.body.append(frame)
  return { video, closed: () => turnedBack, remove: () => frame.remove() }
}
