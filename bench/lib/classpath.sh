# Sourced by the benches: builds the service when it is not built, and sets JAVA, JAVA_FLAGS and
# CLASSPATH to run a class against it.
if [ ! -d target/quarkus-app/lib/main ] || [ -n "$(find src/main pom.xml -newer target/quarkus-app/quarkus-run.jar -type f | head -1)" ]; then
  echo "building the service first" >&2
  ./mvnw -B -q package -DskipTests >&2
fi
JAVA=java
if [ -f .mvn/find-jdk.sh ]; then
  . ./.mvn/find-jdk.sh
fi
[ -n "${JAVA_HOME:-}" ] && JAVA="$JAVA_HOME/bin/java"
JAVA_FLAGS="--enable-native-access=ALL-UNNAMED -Djava.util.logging.config.file=bench/lib/logging.properties"
CLASSPATH="target/quarkus-app/app/*:target/quarkus-app/lib/main/*:target/quarkus-app/lib/boot/*"
