/** A page of each type that the site has: what screenshots show, and tests look at. */
export const pageTypes: readonly string[] = [
  'index.html',
  'en/03-activation-functions.html',
  'docs/notation.html',
  'docs/ledger.html',
  'docs/performance.html',
  'docs/command-line.html',
  'museum.html',
  'cheat-sheet.html',
  'reference/index.html',
  'reference/nn.html',
  'source/index.html',
  'source/nn/Affine.html',
  '404.html',
]
