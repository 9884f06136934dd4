# Read by the checks beside it. Runs a class of acceptance-tests on that module's test class path:
#   run_class CLASS [ARGUMENT...]
# Builds what is missing or older than its sources first, quietly; the class path is kept in target/ until a pom changes.
set -euo pipefail
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
module=$project/acceptance-tests
built=$module/target/check-built
class_path=$module/target/check-class-path

is_stale() {
  [[ ! -s $class_path || ! -e $built || ! -d $project/app/target/coldpress/lib ]] ||
    [[ -n $(find "$project/pom.xml" "$project"/*/pom.xml "$project"/*/src/main "$module/src" -newer "$built" -print -quit) ]]
}

build() {
  echo "Building first ..." >&2
  mkdir -p "$module/target"
  # The time of the beginning: a source that changes during the build makes the next call build again.
  : >"$built.begun"
  (cd "$project" && mvn -B -q -ntp -Dquick -Dmaven.test.skip=true -pl acceptance-tests -am \
    package dependency:build-classpath -Dmdep.outputFile="$module/target/check-class-path" -Dmdep.includeScope=test) >&2
  mv "$built.begun" "$built"
}

run_class() {
  if is_stale; then build; fi
  local options=(-Xmx1500m -Duser.timezone=UTC "-Dcoldpress.home=$project")
  exec java "${options[@]}" -cp "$module/target/test-classes:$(<"$class_path")" "$@"
}
