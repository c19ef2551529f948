// A small Git repository whose answers are known.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CODE } from './fake-service.mjs';

const FILES = {
  'README.md': '# Session service\n\nKeeps the sessions of everybody who is logged in.\n\n## Build\n\n    ./mvnw verify\n',
  'pom.xml': '<project>\n  <artifactId>session-service</artifactId>\n</project>\n',
  'src/main/java/dev/example/session/SessionManager.java': CODE,
  'src/main/java/dev/example/session/Session.java': `package dev.example.session;

import java.time.Instant;

/** One login. */
record Session(String name, Instant since) {

    boolean isOld(Instant now) {
        return since.plusSeconds(3600).isBefore(now);
    }
}
`,
  'src/main/java/dev/example/web/LoginResource.java': `package dev.example.web;

import dev.example.session.SessionManager;

/** Logs people in. */
public final class LoginResource {

    private final SessionManager sessions;

    LoginResource(SessionManager sessions) {
        this.sessions = sessions;
    }

    public String login(String name) {
        return sessions.open(name).toString();
    }
}
`,
  'src/test/java/dev/example/session/SessionManagerTest.java': `package dev.example.session;

class SessionManagerTest {

    void aSecondLoginReturnsTheSameSession() {
        assert new SessionManager(java.time.Clock.systemUTC()).open("ann") != null;
    }
}
`,
};

/** Where SessionManager is defined: what the answers must cite. */
export const TRUTH = {
  path: 'src/main/java/dev/example/session/SessionManager.java',
  line: CODE.split('\n').findIndex((line) => line.includes('public final class SessionManager')) + 1,
};

/** What is said aloud to somebody who asks where it is defined. */
export const SAID = `SessionManager is defined in SessionManager.java, line ${TRUTH.line}.`;

/** Makes the repository and returns its folder. */
export function makeRepository() {
  const root = join(mkdtempSync(join(tmpdir(), 'sidetone-repo-')), 'session-service');
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=Ann Example', '-c', 'user.email=ann@example.org', '-c', 'commit.gpgsign=false', ...args], { cwd: root, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Keep sessions in a map');
  return root;
}
