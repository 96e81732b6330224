export { type Fault, formatPath, LinkageError } from './errors.js';
