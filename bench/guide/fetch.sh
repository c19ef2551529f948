#!/bin/sh
# Fetches source archives of public packages with each registry's ordinary client, once, into $1.
# A client that is not there leaves its code base out; the bench says which it ran on.
set -u
dir=$1
mkdir -p "$dir/.archives"
have() { command -v "$1" >/dev/null 2>&1; }
say() { echo "fetch: $*" >&2; }

maven() { # name, coordinates
  [ -d "$dir/$1" ] && return
  ./mvnw -B -q dependency:copy -Dartifact="$2:jar:sources" \
    -DoutputDirectory="$dir/.archives/$1" -Dmdep.useBaseVersion=true >&2 || { say "no $1"; return; }
  mkdir -p "$dir/$1.part" && (cd "$dir/$1.part" && jar xf ../.archives/"$1"/*.jar) && mv "$dir/$1.part" "$dir/$1"
}

pypi() { # name, requirement
  [ -d "$dir/$1" ] && return
  have pip || { say "no pip: $1 is left out"; return; }
  pip download -q --no-deps --no-binary "${2%%=*}" -d "$dir/.archives/$1" "$2" >&2 || { say "no $1"; return; }
  mkdir -p "$dir/$1.part" && tar xzf "$dir/.archives/$1"/*.tar.gz -C "$dir/$1.part" --strip-components=1 && mv "$dir/$1.part" "$dir/$1"
}

npm_() { # name, package
  [ -d "$dir/$1" ] && return
  have npm || { say "no npm: $1 is left out"; return; }
  mkdir -p "$dir/.archives/$1" "$dir/$1.part"
  (cd "$dir/.archives/$1" && npm pack -s "$2" >&2) || { say "no $1"; return; }
  tar xzf "$dir/.archives/$1"/*.tgz -C "$dir/$1.part" --strip-components=1 && rm -rf "$dir/$1.part/dist" && mv "$dir/$1.part" "$dir/$1"
}

crate() { # name, version
  [ -d "$dir/$1" ] && return
  have cargo || { say "no cargo: $1 is left out"; return; }
  work="$dir/.archives/$1"
  mkdir -p "$work/src"
  echo 'fn main() {}' >"$work/src/main.rs"
  printf '[package]\nname = "corpus"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n%s = "=%s"\n' "$1" "$2" >"$work/Cargo.toml"
  (cd "$work" && cargo vendor -q vendor >/dev/null) && cp -r "$work/vendor/$1" "$dir/$1" || say "no $1"
}

gomod() { # name, module@version
  [ -d "$dir/$1" ] && return
  have go || { say "no go: $1 is left out"; return; }
  from=$(cd "$dir/.archives" && go mod download -json "$2" | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",*$/\1/p')
  [ -n "$from" ] && cp -r "$from" "$dir/$1" && chmod -R u+w "$dir/$1" || say "no $1"
}

maven gson com.google.code.gson:gson:2.11.0
maven commons-lang3 org.apache.commons:commons-lang3:3.17.0
pypi requests requests==2.32.3
pypi flask flask==3.0.3
npm_ express express@4.21.2
npm_ rxjs rxjs@7.8.1
crate serde_json 1.0.132
gomod cobra github.com/spf13/cobra@v1.8.1

# A code base inside this repository's folder must be a workspace of its own.
for base in "$dir"/*/; do
  [ -d "$base.git" ] || git init -q "$base"
done
