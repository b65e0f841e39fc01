import { render } from "preact";
import { Console } from "./console";
import { Live } from "./live";

const root = document.getElementById("console");
if (!root) throw new Error('index.html has no element with the id "console"');
render(
  <Live>
    <Console />
  </Live>,
  root,
);
