# Read by the checks beside it. Runs a class on the test class path of a module, acceptance-tests unless told otherwise:
#   [module=NAME] run_class CLASS [ARGUMENT...]
# Builds what is missing or older than its sources first, quietly; the class path is kept in target/ until a pom changes.
set -euo pipefail
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
: "${module:=acceptance-tests}"
target=$project/$module/target
built=$target/check-built
class_path=$target/check-class-path

is_stale() {
  [[ ! -s $class_path || ! -e $built ]] && return
  # The checks of the whole product start the application as it is packaged.
  [[ $module == acceptance-tests && ! -d $project/app/target/coldpress/lib ]] && return
  [[ -n $(find "$project/pom.xml" "$project"/*/pom.xml "$project"/*/src/main "$project"/adapter-*/src/test "$project/$module/src" -newer "$built" -print -quit) ]]
}

build() {
  echo "Building first ..." >&2
  mkdir -p "$target"
  # The time of the beginning: a source that changes during the build makes the next call build again.
  : >"$built.begun"
  (cd "$project" && mvn -B -q -ntp -Dquick -Dmaven.test.skip=true -pl "$module" -am \
    package dependency:build-classpath -Dmdep.outputFile="$class_path" -Dmdep.includeScope=test) >&2
  mv "$built.begun" "$built"
}

run_class() {
  if is_stale; then build; fi
  local options=(-Xmx1500m -Duser.timezone=UTC "-Dcoldpress.home=$project" -Dslf4j.internal.verbosity=ERROR)
  # The application's own is on that class path too.
  [[ $module != acceptance-tests ]] || options+=(-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider)
  exec java "${options[@]}" -cp "$target/test-classes:$target/classes:$(<"$class_path")" "$@"
}
