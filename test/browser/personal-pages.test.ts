import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "./browser";
import { type ShopHerald, shopHerald } from "./shop-herald";

const cart = {
  properties: {
    cart_id: "cart-1",
    products: [{ product_id: "p1", name: "Backpack", price: 129, quantity: 1 }],
    total: 129,
    currency: "USD",
  },
};

let browser: Browser;
let herald: ShopHerald;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  herald = await shopHerald();
  for (const topic of ["cart-reminders", "news", "tips"])
    await herald.track("Consent Given", { properties: { topic, channel: "email", source: "sign-up" } });
  await herald.track("Cart Updated", cart);
  await herald.advance(1);
});
afterEach(() => herald.close());

/** Goes to what can be focused next until it is the wanted, by the keyboard alone. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let times = 0; times < 80; times++) {
    await page.keyboard.press("Tab");
    if ((await page.locator(`:focus`).and(page.locator(selector)).count()) > 0) return;
  }
  throw new Error(`nobody gets to ${selector} by the keyboard`);
}

const isGiven = (choice: string) => herald.consents()[choice]?.given ?? false;

describe.each([
  ["without JavaScript", false],
  ["with JavaScript", true],
])("a person in a browser %s, by the keyboard alone", (_how, javaScriptEnabled) => {
  let page: Page;
  beforeEach(async () => {
    page = await browser.newPage({ javaScriptEnabled });
  });
  afterEach(() => page.close());

  const open = async (kind: string) => {
    const link = herald.links()[kind];
    if (!link) throw new Error(`the email has no link to ${kind}: ${JSON.stringify(herald.links())}`);
    await page.goto(link);
  };

  it("unsubscribes from one topic by two keys, and hears no more of it (E-6)", async () => {
    await open("u");
    expect(isGiven("cart-reminders/email")).toBe(true);

    await tabTo(page, 'button[value="unsubscribe"]');
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "You are unsubscribed" }).waitFor();

    expect(isGiven("cart-reminders/email")).toBe(false);
    expect(isGiven("news/email")).toBe(true);
    await herald.advance(24);
    expect(herald.subjects()).toHaveLength(1);
  });

  it("takes a topic away and asks for another, which begins once it is confirmed (P-4, P-6, X-44)", async () => {
    await open("u");
    await tabTo(page, 'a[href^="/p/"]');
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "What you hear from us" }).waitFor();

    await tabTo(page, 'input[value="news/email"]');
    await page.keyboard.press("Space");
    await tabTo(page, 'input[value="rewards/email"]');
    await page.keyboard.press("Space");
    await tabTo(page, 'button[value="save"]');
    await page.keyboard.press("Enter");
    await page.getByText("We have sent a message to a•••@e•••.com").waitFor();

    expect([isGiven("news/email"), isGiven("rewards/email"), isGiven("tips/email")]).toEqual([
      false,
      false,
      true,
    ]);
    expect(herald.subjects().at(-1)).toBe("Please confirm your choices");

    await open("c");
    expect(isGiven("rewards/email")).toBe(false);
    await tabTo(page, 'button[value="confirm"]');
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Thank you" }).waitFor();

    expect(isGiven("rewards/email")).toBe(true);
  });

  it("stops all marketing by one button (E-9)", async () => {
    await open("u");
    await tabTo(page, 'a[href^="/p/"]');
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "What you hear from us" }).waitFor();
    await tabTo(page, 'button[value="stop-all"]');
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "We have stopped all marketing" }).waitFor();

    expect(herald.consents()["*/*"]?.given).toBe(false);
    await herald.advance(24);
    expect(herald.subjects()).toHaveLength(1);
  });

  it("reads why the message came", async () => {
    await open("w");

    await page.getByText("It came because something was left in your cart.").waitFor();
    await page.getByText("You agreed to “Cart reminders”").waitFor();
  });
});

it("E-6: a page that lies open for ten seconds, its scripts allowed, changes nothing", async () => {
  const page = await browser.newPage();
  await page.clock.install();

  await page.goto(herald.links().u as string);
  await page.clock.runFor(10_000);

  expect(isGiven("cart-reminders/email")).toBe(true);
  await page.close();
});

describe.each(["light", "dark"] as const)("axe finds nothing, in %s", (colorScheme) => {
  it.each([
    ["a phone", 390, 844],
    ["a desktop", 1280, 800],
  ])("on %s, on any page, before and after it is used", async (_what, width, height) => {
    const page = await browser.newPage({ colorScheme, viewport: { width, height } });
    const found: string[] = [];
    const look = async (name: string) => {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
      found.push(
        ...violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map(({ html }) => html).join(", ")}`),
      );
      const { PICTURES } = process.env;
      const file = `${PICTURES}/${name}-${colorScheme}-${width}.png`.replaceAll(" ", "-");
      if (PICTURES) await page.screenshot({ path: file, fullPage: true });
      const overflow = await page.evaluate<boolean>("document.documentElement.scrollWidth > innerWidth");
      if (overflow) found.push(`${name}: wider than the screen`);
    };

    const { u, w } = herald.links();
    await page.goto(w as string);
    await look("why");
    await page.goto(u as string);
    await look("unsubscribe");
    await page.locator('button[value="unsubscribe"]').click();
    await look("unsubscribed");
    await page.locator('a[href^="/p/"]').click();
    await look("preferences");
    await page.locator('input[value="tips/email"]').uncheck();
    await page.locator('input[value="club/email"]').check();
    await page.locator('button[value="save"]').click();
    await look("saved");
    await page.goto(herald.links().c as string);
    await look("confirm");
    await page.locator('button[value="confirm"]').click();
    await look("confirmed");
    await page.goto(new URL("/u/k1.wrong.token", u).href);
    await look("invalid");

    expect(found).toEqual([]);
    await page.close();
  });
});
