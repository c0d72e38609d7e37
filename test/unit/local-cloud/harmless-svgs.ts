const open = (inside: string, more = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${more} width="120" height="80" viewBox="0 0 120 80">${inside}</svg>\n`

/** One red pixel. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='

/** Pictures as drawing programs write them, with nothing in them that could do harm. */
export const harmlessSvgs: readonly { name: string; svg: string }[] = [
  {
    name: 'shapes',
    svg: open(
      '<title>Shapes &amp; lines</title><circle cx="30" cy="40" r="20" fill="#c00"/><ellipse cx="60" cy="40" rx="9" ry="30" style="fill: rgb(0, 99, 0); opacity:.5"/>' +
        '<path d="M80 10 C 100 10, 100 70, 80 70 Z" stroke="navy" stroke-width="3" fill="none" stroke-dasharray="4 2"/><polyline points="0,0 20,10 40,0" fill="none" stroke="black"/>',
    ),
  },
  {
    name: 'gradients, patterns, clips and masks',
    svg: open(
      '<defs><linearGradient id="g" x1="0" x2="1"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue" stop-opacity=".4"/></linearGradient>' +
        '<radialGradient id="h" xlink:href="#g"/><pattern id="p" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="green"/></pattern>' +
        '<clipPath id="c"><circle cx="60" cy="40" r="35"/></clipPath><mask id="m"><rect width="120" height="40" fill="white"/></mask></defs>' +
        '<rect width="120" height="80" fill="url(#p)"/><g clip-path="url(#c)"><rect width="120" height="80" fill="url(#g)"/></g><rect width="120" height="80" fill="url(\'#h\')" mask="url(#m)"/>',
    ),
  },
  {
    name: 'a style sheet',
    svg: open(
      '<style type="text/css"><![CDATA[ /* made by a program */ .a > .b, #c:not(.d) { fill: #06c; stroke: orange; stroke-width: 4 } @media screen { .e { fill: hsl(120, 50%, 40%) } } ]]></style>' +
        '<g class="a"><rect class="b" x="5" y="5" width="40" height="30"/></g><circle id="c" cx="80" cy="20" r="12"/><rect class="e" x="60" y="50" width="50" height="20"/>',
    ),
  },
  {
    name: 'filters and blends',
    svg: open(
      '<filter id="f" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur in="SourceAlpha" stdDeviation="3" result="b"/><feOffset in="b" dx="4" dy="4"/><feColorMatrix type="matrix" values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 .5  0 0 0 1 0"/><feMerge><feMergeNode/><feMergeNode in="SourceGraphic"/></feMerge></filter>' +
        '<rect x="20" y="20" width="50" height="30" fill="gold" filter="url(#f)"/><rect x="50" y="30" width="50" height="30" fill="teal" style="mix-blend-mode:multiply"/>',
    ),
  },
  {
    name: 'symbols, and a picture it carries itself',
    svg: open(
      `<defs><symbol id="s" viewBox="0 0 10 10"><path d="M0 0h10v10z"/></symbol></defs><use xlink:href="#s" width="30" height="30" fill="purple"/><use href="#s" x="40" width="30" height="30" transform="rotate(10 50 10) scale(1.1)"/><image x="80" y="40" width="30" height="30" preserveAspectRatio="none" xlink:href="data:image/png;base64,${pixel}"/>`,
    ),
  },
  {
    name: 'what Illustrator writes',
    svg:
      '<?xml version="1.0" encoding="utf-8"?><!-- Generator: Adobe Illustrator --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [ <!ENTITY ns_svg "http://www.w3.org/2000/svg"> <!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/"> ]>' +
      '<svg version="1.1" id="Layer_1" xmlns="&ns_svg;" xmlns:i="&ns_ai;" x="0px" y="0px" width="120px" height="80px" viewBox="0 0 120 80" enable-background="new 0 0 120 80" xml:space="preserve">' +
      '<switch><foreignObject requiredExtensions="&ns_ai;" width="1" height="1"/><g i:extraneous="self"><polygon fill="#ED1C24" points="10,10 60,10 35,60"/></g></switch></svg>',
  },
  {
    name: 'what Inkscape writes',
    svg:
      '<svg xmlns:svg="http://www.w3.org/2000/svg" xmlns="http://www.w3.org/2000/svg" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="120" height="80" inkscape:version="1.3">' +
      '<sodipodi:namedview pagecolor="#ffffff"/><metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata><g inkscape:groupmode="layer" style="display:inline"><svg:rect x="10" y="10" width="80" height="50" style="fill:#00aad4;fill-opacity:1;stroke:none;-inkscape-stroke:none"/></g></svg>',
  },
]
