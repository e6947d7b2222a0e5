export const en = {
  language: 'English',
  skip: 'Skip to the text',
  site: 'Site',
  onThisPage: 'On this page',
  course: 'Course',
  cheatSheet: 'Cheat sheet',
  reference: 'Reference',
  source: 'Source',
  museum: 'Museum',
  notes: 'Notes',
  ledger: 'Ledger',
  more: 'More',
  previous: 'Previous',
  next: 'Next',
  neighbours: 'Notebooks before and after',
  download: 'Download this notebook',
  linkToCell: 'Link to cell',
  search: 'Search',
  searchFor: 'A word, a function, 中文, or a slip such as E19',
  close: 'Close',
  results: 'Results',
  loading: 'Loading the index …',
  nothingFound: 'Nothing found',
  onePlace: '1 place',
  places: 'places',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Not copied',
  saveChart: 'Save this chart',
  saveSvg: 'Save as SVG',
  savePng: 'Save as PNG',
  chartData: 'The numbers, as a table',
  allNumbers: 'All numbers, not rounded (CSV)',
  firstRows: 'the first {shown} of {all} rows',
  series: 'series',
  themeAuto: 'Theme: as the system',
  themeLight: 'Theme: light',
  themeDark: 'Theme: dark',
  siteTitle: 'notegrad',
  siteDescription:
    'Deep learning from scratch in TypeScript notebooks: ' +
    'every derivative by hand, by machine and by measurement, and all of them agree.',
  homeTitle: 'Deep learning from scratch, in TypeScript notebooks',
  homeLead:
    'From the first number to a network that reads handwriting: every layer is built in the ' +
    'open, and every derivative is found three times, by hand, by automatic differentiation ' +
    'and by measurement, until all of them agree. Read the notebooks here, with the outputs ' +
    'of their last run, or run every cell yourself.',
  begin: 'Begin with the first notebook',
  theCourse: 'The course',
  start: 'Run it yourself',
  startNeeds:
    'In a clone of the repository, with Node 24 (or 22.16, or 20.19) ' +
    'or newer and Python 3.10 or newer:',
  startCommand: 'npm start',
  startDoes: 'opens JupyterLab',
  testDoes: 'runs every cell',
  beside: 'Beside the course',
  map: 'Which notebook needs which',
  after: ', after ',
  comma: ', ',
  neuron: 'A neuron',
  neuronDescription:
    'A neuron gives y = h(w x + b): with the sigmoid a smooth curve from 0 to 1, with the ' +
    'step function a jump where w x + b is 0; sliders move the weight w and the bias b.',
  neuronTry:
    'Move the sliders: the weight makes the curve steep or turns it round, ' +
    'the bias shifts it. Can you make the neuron fire from x = 2 on?',
  isSigmoid: 'h is sigmoid',
  isStep: 'h is a step',
  weight: 'weight w',
  bias: 'bias b',
  input: 'input x',
  output: 'output y',
  museumTitle: 'Museum of slips',
  museumDescription: 'What the notes print, what goes wrong with it, and the right form.',
  museumLead:
    'Whoever writes notes makes slips, and each of them teaches something. Here is every one ' +
    'that these notes have, as its notebook tells it: the printed form, what goes wrong, ' +
    'with the real output, and the right form.',
  algorithm: 'Algorithm',
  algorithmMeans: 'ported line by line, run, seen failing, and put right.',
  pythonOnly: 'Python only',
  pythonOnlyMeans: 'what Python said.',
  wording: 'Wording',
  wordingMeans: 'a line that says something else than is meant.',
  colon: ': ',
  in: 'In',
  notFoundTitle: 'No page here',
  notFoundDescription: 'The address leads to no page of this site.',
  notFoundMend:
    'It may have been mistyped, or the page was renamed. ' +
    'The links above lead to the course and to everything beside it.',
} as const
