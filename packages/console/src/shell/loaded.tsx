// The files of a page 页面文件: loaded when it is looked at first; where they do not come, it says so, and nothing else is lost.
import { useQuery } from "@tanstack/react-query";
import { offline } from "../ask/failure.ts";
import type { AnyPage } from "../page.ts";
import { Answered, FailureShown } from "../parts/answer.tsx";
import { useSay } from "../texts/catalogue.ts";
import { healthOf } from "./health.ts";
import { PageShown } from "./page-shown.tsx";

/** Once the server answers, the page is begun anew: not every browser asks a second time for a file that did not come. */
async function anew(): Promise<void> {
  if ((await healthOf()) !== null) window.location.reload();
}

export function LoadedPage({ page }: { readonly page: AnyPage }) {
  const say = useSay();
  const question = useQuery({
    queryKey: ["files of a page", page.path],
    queryFn: async () => {
      const Content = await page.load().catch(() => {
        throw offline();
      });
      return { Content };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
    // Nor by itself: what else a page needs, such as its styles, is not fetched a second time.
    retryOnMount: false,
    structuralSharing: false,
  });
  if (question.error)
    return (
      <>
        <h1>{say(page.title)}</h1>
        <FailureShown error={question.error} again={() => void anew()} />
      </>
    );
  return <Answered question={question}>{({ Content }) => <PageShown page={page} Content={Content} />}</Answered>;
}
