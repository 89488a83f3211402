// Keeps the app's own files so that a phone without a network starts. It answers nothing but the page at / and the files
// named here; /api, /socket.io, /admin and /screen go to the network as if it were not there.
const version = '__VERSION__'
const files = new Set(__FILES__)
const page = '/'

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(version)
      .then((cache) => cache.addAll([page, ...files]))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== version).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

/** The page itself comes from the network while there is one, so that a new version is seen at once. */
async function freshPage(request) {
  try {
    const answer = await fetch(request)
    if (answer.ok) return answer
  } catch {
    // The kept page follows.
  }
  const kept = await caches.match(page)
  return kept ?? Response.error()
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (pathname === page) event.respondWith(freshPage(request))
  else if (files.has(pathname)) event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(request)))
})
