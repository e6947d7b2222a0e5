// Programs under test speak English, whatever the machine's language.
process.env.LC_ALL = 'C.UTF-8'
