import { Matrix } from 'ml-matrix'

process.stdout.write(String(new Matrix([[1, 2]]).mmul(new Matrix([[3], [4]])).to1DArray()))
