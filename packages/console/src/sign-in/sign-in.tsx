// Signing in 登录: a token is pasted, or one of the people of the demonstration is pressed.
import { useId, useState } from "react";
import { useConsole } from "../console.ts";
import { Choices } from "../shell/choices.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { PeopleList } from "./people-list.tsx";
import { signInTexts } from "./texts.ts";

export function SignIn() {
  const texts = useTexts(signInTexts);
  return (
    <main className="sign-in" id="main">
      <div className="tools">
        <Choices />
      </div>
      <h1>{texts.title}</h1>
      <p>{texts.about}</p>
      <PeopleList />
      <TokenForm />
    </main>
  );
}

const looksLikeToken = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** The form in which a token is pasted. */
export function TokenForm() {
  const texts = useTexts(signInTexts);
  const { session } = useConsole();
  const [text, setText] = useState("");
  const [isWrong, setWrong] = useState(false);
  const [field, hint] = [useId(), useId()];
  return (
    <form
      className="token-form"
      onSubmit={(event) => {
        event.preventDefault();
        const token = text.trim().replace(/^Bearer\s+/i, "");
        setWrong(!looksLikeToken.test(token));
        if (looksLikeToken.test(token)) session.signIn({ token, development: null });
      }}
    >
      <label htmlFor={field}>{texts.token}</label>
      <input
        id={field}
        type="password"
        autoComplete="off"
        value={text}
        aria-describedby={hint}
        aria-invalid={isWrong}
        onChange={({ target }) => setText(target.value)}
      />
      <p id={hint} className="small">
        {isWrong ? <strong role="alert">{texts.wrong}</strong> : texts.tokenHint}
      </p>
      <button type="submit" className="main-button">
        {texts.enter}
      </button>
    </form>
  );
}
