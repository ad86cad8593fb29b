# Sourced by the scripts beside it: where things are, what they need, and how they say no.
# shellcheck shell=bash disable=SC2034
set -euo pipefail
export LC_ALL=C.UTF-8 # a JVM in the C locale finds no file in a folder with an umlaut

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
home=${CAFE_HOME:-$root/target/lab}
home=$(realpath -ms -- "$home") # as a command line has it: no ./, .. or last slash
front_port=${CAFE_FRONT_PORT:-8000}
http_port=${CAFE_HTTP_PORT:-8080}
lab_port_base=${CAFE_LAB_PORT_BASE:-54310}
queue_port=${CAFE_QUEUE_PORT:-8801}
management_port=${CAFE_MANAGEMENT_PORT:-9990}
wildfly=$home/wildfly
server_pid_file=$home/wildfly.pid
lab_pid_file=$home/lab.pid
front=$home/front
front_pid_file=$front/httpd.pid

die() {
  echo "${0##*/}: $*" >&2
  exit 1
}

need_jdk() {
  local bin='' version
  if [[ -n ${JAVA_HOME:-} ]]; then
    [[ -x $JAVA_HOME/bin/javac ]] || die "JAVA_HOME is $JAVA_HOME, which is no JDK. Set it to a JDK 17 or later."
    bin=$JAVA_HOME/bin/
  fi
  command -v "${bin}javac" >/dev/null || die "A JDK 17 or later is needed, and there is no javac. Install one (Debian: openjdk-17-jdk)."
  version=$("${bin}javac" -version 2>&1 | sed -nE 's/^javac ([0-9]+).*/\1/p')
  ((${version:-0} >= 17)) || die "A JDK 17 or later is needed; this javac is of JDK ${version:-?}. Set JAVA_HOME to a newer one."
}

need_jdk_and_maven() {
  need_jdk
  command -v mvn >/dev/null || die "Maven 3.8.7 or later is needed, and there is no mvn. Install it (Debian: maven)."
  [[ -w $root ]] || die "$root cannot be written to by $(id -un). Clone it into a folder of your own."
}

# install_missing COMMAND=PACKAGE...: installs Debian's packages of the commands, or files, that are not there, where it may. False
# if one is missing afterwards.
install_missing() {
  local pair packages=()
  for pair; do
    has "${pair%=*}" || packages+=("${pair#*=}")
  done
  ((${#packages[@]})) || return 0
  ((EUID == 0)) && has apt-get || return 1
  echo "Installing Debian's ${packages[*]} ..."
  mkdir -p "$root/target"
  if ! apt_install "${packages[@]}" && ! { apt-get update -q && apt_install "${packages[@]}"; }; then
    return 1
  fi >"$root/target/install.log" 2>&1
}

apt_install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; }

# fetch_prometheus: Debian's, unpacked into target and not installed, as its package would start a service. False if it cannot be had.
fetch_prometheus() {
  local folder=$root/target/prometheus
  [[ -x /usr/bin/promtool || -x $folder/usr/bin/promtool ]] && return
  has apt-get || return 1
  echo "Fetching Debian's prometheus ..."
  mkdir -p "$folder"
  (cd "$folder" && { apt-get download -q prometheus || { ((EUID == 0)) && apt-get update -q && apt-get download -q prometheus; }; } &&
    dpkg -x prometheus_*.deb . && rm prometheus_*.deb) >>"$root/target/install.log" 2>&1
}

# an ordinary user's path may lack /usr/sbin, where Debian has apache2
has() { [[ $1 == /* && -e $1 ]] || PATH=$PATH:/usr/sbin command -v "$1" >/dev/null; }

mod_qos=${CAFE_FRONT_MODULES:-/usr/lib/apache2/modules}/mod_qos.so

# build: everything but the tests, into target. target/built says that it was done, and with which state of the sources.
build() {
  echo "Building (log: $root/target/build.log) ..."
  mkdir -p "$root/target" && rm -f "$root/target/built" && touch "$root/target/build.begun"
  (cd "$root" && mvn -B -Dstyle.color=never package -DskipTests) >"$root/target/build.log" 2>&1 || {
    grep -m 5 '\[ERROR\] .' "$root/target/build.log" >&2 || true
    die "The build failed; see $root/target/build.log"
  }
  mv "$root/target/build.begun" "$root/target/built"
}

# queue_of_running_lab: what is asked without --regions.
queue_of_running_lab() {
  if [[ -z ${CAFE_QUEUE_REGIONS:-} ]] && lab_pid >/dev/null; then
    export CAFE_QUEUE_REGIONS="eu-central-1=http://127.0.0.1:$queue_port,eu-west-1=http://127.0.0.1:$((queue_port + 1))"
  fi
}

# build_examples: the applications in src/examples, as the tests build them, unless nothing has changed since.
build_examples() {
  local war=$root/target/examples/lending/target/ROOT.war
  [[ ! -e $war || -n $(find "$root/pom.xml" "$root/src/main" "$root/src/examples" -newer "$war" -print -quit) ]] || return 0
  need_jdk_and_maven
  echo "Building the examples (log: $root/target/examples.log) ..."
  (cd "$root" && mvn -B -Dstyle.color=never pre-integration-test -DskipTests) >"$root/target/examples.log" 2>&1 ||
    die "The build failed; see $root/target/examples.log"
}

# is_built: whether it was, and nothing has changed since.
is_built() {
  [[ -e $root/target/built ]] &&
    [[ -z $(find "$root/pom.xml" "$root/src/main" "$root/src/test" "$root/wildfly-config" -newer "$root/target/built" -print -quit) ]]
}

# lab COMMAND...: becomes the lab's program, so call it in a process of its own: (lab down), lab up &. Quick to start, as it
# lives for a moment or waits most of the time.
lab() {
  need_jdk
  [[ -s $root/target/lab.classpath ]] || die "Nothing is built yet. Start with scripts/run."
  cd "$root"
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:TieredStopAtLevel=1 -Xshare:auto -XX:+UseSerialGC "-Dcafe.home=$home" \
    -cp "target/test-classes:target/classes:$(<target/lab.classpath)" cafe.resilient.lab.Main "$@"
}

# alive PID_FILE MARK: prints the pid if the process of this file runs and has the mark on its command line.
alive() {
  local pid
  [[ -s $1 ]] || return 1
  pid=$(<"$1")
  [[ -r /proc/$pid/cmdline ]] && tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qF -- "$2" && echo "$pid"
}

server_pid() { alive "$server_pid_file" "-Dcafe.home=$home"; }
front_pid() { alive "$front_pid_file" "-d $front "; }
lab_pid() { alive "$lab_pid_file" "-Dcafe.home=$home"; }

# What deletes files, or changes the mode of folders, does so only in a home that scripts/run made.
own_home() { [[ -e $home/.cafe-home ]]; }

# What runs has the ports it was started with, whatever the environment says today.
if lab_pid >/dev/null && [[ -O $home/ports ]]; then
  # shellcheck source=/dev/null
  source "$home/ports"
fi
