/** The values of a page's address. A mini-program code's scene holds them as one text, encoded: `c%3D<id>`. */
export function openedWith(params: Partial<Record<string, string>>): Partial<Record<string, string>> {
  const { scene, ...rest } = params
  if (!scene) return rest
  const pairs = decodeURIComponent(scene)
    .split('&')
    .map((pair) => pair.split('='))
  return { ...Object.fromEntries(pairs), ...rest }
}
