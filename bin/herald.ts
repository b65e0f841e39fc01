import { loadProgram } from "../program";
async function main() { console.log(typeof loadProgram); try { loadProgram(); } catch (e) { console.log(String(e)); } }
void main();
