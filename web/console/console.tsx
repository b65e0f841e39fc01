import { useEffect, useRef } from "preact/hooks";
import { Clock } from "./clock";
import { DecisionsPage } from "./decisions-page";
import { EventsPage } from "./events-page";
import { focusHeading } from "./heading";
import { Icon } from "./icon";
import { JourneyPage } from "./journey-page";
import { JourneysPage } from "./journeys-page";
import { useLive } from "./live";
import { LivePage } from "./live-page";
import { MapPage } from "./map-page";
import { MessagePage } from "./message-page";
import { MessagesPage } from "./messages-page";
import { Names } from "./names";
import { Nothing, Trouble } from "./notice";
import { OutboxPage } from "./outbox-page";
import { PeoplePage } from "./people-page";
import { PersonPage } from "./person-page";
import { hrefOf, type PageName, type Route, useRoute } from "./route";
import { PAGES } from "./words";

/** The whole console: navigation, clock, and the page of the address. */
export function Console() {
  const route = useRoute();
  const { state, error } = useLive();
  useTitle(route, state?.brand.name);
  return (
    <Names>
      <button type="button" class="skip-link" onClick={focusMain}>
        Skip to content
      </button>
      <Header brand={state?.brand} />
      <Navigation page={route.page} />
      <main id="main" tabIndex={-1}>
        <Trouble error={error} />
        <Page route={route} />
      </main>
    </Names>
  );
}

function Header({ brand }: { brand: { readonly name: string; readonly color: string } | undefined }) {
  return (
    <header class="top">
      <p class="brand">
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="M4 2h2v20H4z" />
          <path d="M6 3h15l-4 5 4 5H6z" style={{ fill: brand?.color }} />
        </svg>
        <b>Herald</b>
        {brand && <span class="brand-name">{brand.name}</span>}
      </p>
      <ConnectionState />
      <Clock />
    </header>
  );
}

function ConnectionState() {
  const { connection } = useLive();
  return (
    <p class={`connection connection-${connection}`} role="status">
      {connection === "lost"
        ? "Connection lost, reconnecting…"
        : connection === "open"
          ? "Live"
          : "Connecting…"}
    </p>
  );
}

function Navigation({ page }: { page: string }) {
  return (
    <nav class="pages" aria-label="Pages">
      <ul>
        {(Object.keys(PAGES) as PageName[]).map((name) => (
          <li key={name}>
            <a href={hrefOf(name)} aria-current={page === name ? "page" : undefined}>
              <Icon name={PAGES[name].icon} />
              <span>{PAGES[name].title}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Page({ route: { page, id, params } }: { route: Route }) {
  switch (page) {
    case "live":
      return <LivePage />;
    case "people":
      return id === undefined ? (
        <PeoplePage query={params.get("q") ?? ""} />
      ) : (
        <PersonPage key={id} id={id} eventId={params.get("event") ?? undefined} />
      );
    case "journeys":
      return id === undefined ? (
        <JourneysPage />
      ) : (
        <JourneyPage key={id} name={id} person={params.get("person")} run={params.get("run")} />
      );
    case "messages":
      return id === undefined ? <MessagesPage /> : <MessagePage key={id} name={id} params={params} />;
    case "map":
      return <MapPage params={params} />;
    case "decisions":
      return <DecisionsPage params={params} />;
    case "outbox":
      return <OutboxPage id={id} />;
    case "events":
      return <EventsPage />;
    default:
      return (
        <>
          <h1 tabIndex={-1}>Not found</h1>
          <Nothing icon="ask" title={`There is no page “${page}”`}>
            <a href={hrefOf("live")}>Back to what is happening</a>
          </Nothing>
        </>
      );
  }
}

/** Names the browser's tab, and brings the keyboard to the heading of a page just opened. */
function useTitle({ page, id }: Route, brand: string | undefined): void {
  const title = Object.hasOwn(PAGES, page) ? PAGES[page as PageName].title : "Not found";
  useEffect(() => {
    document.title = [id ?? title, `Herald${brand ? ` · ${brand}` : ""}`].join(" – ");
  }, [title, id, brand]);

  const opened = useRef(false);
  const subject = page === "outbox" ? page : `${page}/${id ?? ""}`;
  useEffect(() => {
    if (opened.current) focusHeading();
    opened.current = true;
  }, [subject]);
}

function focusMain(): void {
  document.getElementById("main")?.focus();
}
