# Sourced by mvnw: sets JAVA_HOME to the first JDK of at least version 25, or ends with one line that says what to install.
sidetone_min_jdk=25

sidetone_jdk_version() { # prints the feature version of the JDK in folder $1; nothing if it is none
  [ -x "$1/bin/javac" ] || return 0
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

sidetone_jdk_fits() {
  sidetone_found=$(sidetone_jdk_version "$1")
  [ -n "$sidetone_found" ] && [ "$sidetone_found" -ge "$sidetone_min_jdk" ]
}

sidetone_jdk_on_path() { # the home of the javac on PATH, its links resolved
  sidetone_javac=$(command -v javac 2>/dev/null) || return 0
  while [ -L "$sidetone_javac" ]; do
    sidetone_link=$(readlink "$sidetone_javac")
    case "$sidetone_link" in
    /*) sidetone_javac=$sidetone_link ;;
    *) sidetone_javac=$(dirname "$sidetone_javac")/$sidetone_link ;;
    esac
  done
  dirname "$(dirname "$sidetone_javac")"
}

sidetone_installed_jdks() (
  set +f
  for sidetone_dir in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* "${HOME:-/}"/.sdkman/candidates/java/* \
    "${HOME:-/}"/.jdks/* "${HOME:-/}"/.local/share/mise/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -x "$sidetone_dir/bin/javac" ] && printf '%s\n' "$sidetone_dir"
  done
  return 0
)

sidetone_find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && sidetone_jdk_fits "$JAVA_HOME"; then return 0; fi
  sidetone_candidate=$(sidetone_jdk_on_path)
  if [ -n "$sidetone_candidate" ] && sidetone_jdk_fits "$sidetone_candidate"; then
    JAVA_HOME=$sidetone_candidate
    return 0
  fi
  sidetone_saved_ifs=$IFS
  IFS='
'
  for sidetone_candidate in $(sidetone_installed_jdks); do
    if sidetone_jdk_fits "$sidetone_candidate"; then
      JAVA_HOME=$sidetone_candidate
      IFS=$sidetone_saved_ifs
      return 0
    fi
  done
  IFS=$sidetone_saved_ifs
  return 1
}

if sidetone_find_jdk; then
  export JAVA_HOME
else
  echo "Sidetone needs a JDK $sidetone_min_jdk or newer: install one (Debian/Ubuntu: apt install temurin-$sidetone_min_jdk-jdk, macOS: brew install openjdk, any: sdk install java $sidetone_min_jdk-tem) or set JAVA_HOME to it." >&2
  exit 1
fi
