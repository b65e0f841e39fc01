import { DataFolderError } from "../../local/data-folder";
import { deskHere } from "../../local/desk-here";

const running = async (url: string) => `asks ${url}`;

describe("a command on this computer", () => {
  it("uses the data itself while nothing runs", async () => {
    const kept = async (folder: string) => `opens ${folder}`;

    expect(await deskHere({ kept, running }, {})).toBe("opens .herald");
    expect(await deskHere({ kept, running }, { HERALD_DATA: "other" })).toBe("opens other");
  });

  it("asks the Herald that is using the data", async () => {
    const kept = () =>
      Promise.reject(new DataFolderError("another Herald is using the data in .herald/; stop it"));

    expect(await deskHere({ kept, running }, {})).toBe("asks http://localhost:4100");
    expect(await deskHere({ kept, running }, { PORT: "4200" })).toBe("asks http://localhost:4200");
  });

  it("asks nobody where the data is not there, or damaged", async () => {
    const kept = () => Promise.reject(new DataFolderError("there is no data in .herald/"));

    await expect(deskHere({ kept, running }, {})).rejects.toThrow("there is no data");
  });
});
