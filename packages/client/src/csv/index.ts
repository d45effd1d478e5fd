export { type CsvStyle, csvLine } from './write.ts';
