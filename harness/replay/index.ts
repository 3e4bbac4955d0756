export { rowsInTheWay } from "./in-the-way.ts";
export { replayStatements, type StatementOptions, type Stopped } from "./statements.ts";
