import { math } from 'notegrad'

process.stdout.write(String(math.multiply(math.matrix([[1, 2]]), math.matrix([[3], [4]]))))
