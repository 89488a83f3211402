/** An SVG document as a background image: the one way to draw that the browser and WeChat share. */
export const svgBackground = (svg: string) => ({
  backgroundImage: `url("data:image/svg+xml,${encodeURIComponent(svg)}")`,
  backgroundRepeat: 'no-repeat',
  backgroundPosition: 'center',
  backgroundSize: 'contain',
})
