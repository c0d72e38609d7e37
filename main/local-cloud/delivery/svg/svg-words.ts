const wordsOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Elements that draw, group or describe. What is not named here goes, with everything in it. */
export const elements = wordsOf(`
  svg g defs symbol use switch a title desc style
  path rect circle ellipse line polyline polygon image text tspan textPath tref
  linearGradient radialGradient meshgradient meshrow meshpatch stop pattern clipPath mask marker
  filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
  feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
  feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
  animate animateColor animateMotion animateTransform set mpath
`)

/** Properties that style a picture, as attributes and in style sheets. */
export const properties = wordsOf(`
  alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
  color-rendering cursor direction display dominant-baseline enable-background fill fill-opacity fill-rule filter
  flood-color flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight
  font-kerning font-feature-settings glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation
  kerning letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask mask-type
  mix-blend-mode opacity overflow paint-order pointer-events shape-rendering stop-color stop-opacity stroke
  stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
  text-align text-anchor text-decoration text-indent text-rendering text-transform transform transform-box
  transform-origin unicode-bidi vector-effect visibility white-space word-spacing writing-mode
`)

/** Properties that only style sheets know. */
export const sheetProperties = wordsOf(`
  animation animation-delay animation-direction animation-duration animation-fill-mode animation-iteration-count
  animation-name animation-play-state animation-timing-function background background-color border cx cy d height
  inline-size margin offset-path padding r rx ry shape-inside shape-margin shape-padding solid-color solid-opacity
  text-orientation transition width will-change x y
`)

/** Further attributes, whose values are numbers, lengths, lists and keywords. */
export const attributes = wordsOf(`
  accumulate additive amplitude attributeType azimuth baseFrequency baseProfile bias by calcMode clipPathUnits cx cy d
  diffuseConstant divisor dur dx dy edgeMode elevation end begin exponent fill-rule filterUnits filterRes fr from fx fy
  gradientTransform gradientUnits height in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength keyPoints keySplines
  keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits max method min
  mode numOctaves offset operator order orient origin path pathLength patternContentUnits patternTransform patternUnits
  points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY repeatCount
  repeatDur requiredExtensions requiredFeatures result restart rotate rx ry scale seed side slope spacing
  specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage
  tableValues targetX targetY textLength to type values version viewBox width x x1 x2 xChannelSelector y y1 y2
  yChannelSelector z zoomAndPan lang role aria-hidden xml:lang xml:space
`)

/** Attributes that are names or text to be read aloud: whatever they say is never looked up or run. */
export const textAttributes = wordsOf('id class aria-label aria-labelledby')

/** Elements that may point to another one in the same picture; images may hold their pixels instead. */
export const pointers = wordsOf(
  'use linearGradient radialGradient pattern textPath tref mpath filter animate animateColor animateMotion animateTransform set',
)
export const pictureHolders = wordsOf('image feImage')

/** Functions a style may call. */
export const functions = wordsOf(`
  rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix var calc min max clamp
  matrix matrix3d translate translatex translatey translate3d scale scalex scaley scale3d rotate rotatex rotatey rotatez
  rotate3d skewx skewy perspective blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
  circle ellipse inset polygon path rect cubic-bezier steps
`)
