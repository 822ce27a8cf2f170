"""Every fact of the article, in our words and in its order, with the entries that ask it.

Facts that matter (a muscle's job, an exercise's muscles, a number, a contrast, an answer to a
question) are asked from two sides at least. Left out: the article's pointers to a training plan for
beginners and to a shoe maker's site, which are no facts about running.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    says: str
    cards: tuple[str, ...]
    matters: bool = True


def fact(says: str, cards: str, *, matters: bool = True) -> Fact:
    return Fact(says, tuple(cards.split()), matters)


FACTS: tuple[Fact, ...] = (
    # Introduction
    fact(
        "Running is good for heart and vessels, for losing weight and for stronger muscles.",
        "faq/benefits faq/introduction-third",
    ),
    fact(
        "Whoever understands the muscles can tailor training and avoid injury.",
        "faq/why-know faq/why-know-typed",
    ),
    # The muscles used in running
    fact(
        "Several muscle groups work together to drive you on and to keep you balanced.",
        "muscles/many-groups muscles/two-purposes",
    ),
    fact(
        "Glutes and hamstrings are the key players of the stride.",
        "muscles/key-players muscles/figure-glutes muscles/figure-hamstrings",
        matters=False,
    ),
    fact(
        "The glutes give each stride its power.",
        "muscles/glutes-job muscles/power-of-stride muscles/glutes-role",
    ),
    fact(
        "The hamstrings help to extend the hip.",
        "muscles/hamstrings-jobs muscles/hip-partner muscles/hamstrings-role",
    ),
    fact(
        "The hamstrings control the length of the stride.",
        "muscles/hamstrings-jobs muscles/stride-length",
    ),
    fact(
        "The quadriceps are the large muscles in front of the thigh.",
        "muscles/quads-place muscles/quads-behind muscles/front-of-thigh muscles/figure-quadriceps",
    ),
    fact(
        "The quadriceps extend the knee.",
        "muscles/quads-jobs muscles/quads-job muscles/knee-extension muscles/hamstrings-knee "
        "muscles/knee-or-hip",
    ),
    fact("The quadriceps help to lift the knees.", "muscles/quads-jobs muscles/knee-lift"),
    fact(
        "The calves are at the back of the lower leg.",
        "muscles/calves-place muscles/behind-the-shin muscles/figure-calves",
    ),
    fact(
        "The calves push you off the ground.",
        "muscles/calves-job muscles/push-off-core muscles/push-off-choice",
    ),
    fact(
        "A strong core and back keep posture and balance.",
        "muscles/core-back-job muscles/posture-from",
    ),
    fact(
        "Core and back keep you upright, leaning neither forwards nor backwards.",
        "muscles/leaning muscles/upright muscles/leaning-verdict muscles/figure-core",
    ),
    fact(
        "Arms look unimportant, but they matter for balance and forward momentum.",
        "muscles/arms-idle muscles/unlikely-helper muscles/arms-jobs",
    ),
    fact(
        "Swinging the arms drives you on and keeps the pace steady.",
        "muscles/arms-jobs muscles/arms-pace",
    ),
    # Can running work the upper body?
    fact(
        "Running is mainly for the lower body, but works the upper one to a certain extent.",
        "muscles/lower-body-exercise muscles/primarily",
    ),
    fact("The arms swing by nature, for balance and rhythm.", "muscles/arms-rhythm", matters=False),
    fact(
        "The swing engages, tones and strengthens shoulders, chest and arms.",
        "muscles/arm-swing-muscles muscles/swing-effect",
    ),
    fact(
        "Uphill or against the wind the arms pump harder, and the upper body works more.",
        "muscles/pump-harder muscles/uphill-upper",
    ),
    fact(
        "For the upper body itself there are push-ups, pull-ups and weights.",
        "muscles/target-upper",
        matters=False,
    ),
    # The science of muscle training
    fact(
        "Exercise stresses muscles and causes microscopic tears.",
        "muscles/tears muscles/stress muscles/growth-order",
    ),
    fact(
        "Repaired, the muscles are stronger and more resilient.",
        "muscles/after-repair muscles/tears-verdict muscles/growth-order",
    ),
    fact(
        "Breakdown and repair is called hypertrophy.",
        "muscles/hypertrophy muscles/hypertrophy-means",
    ),
    # Can training the upper body make me faster?
    fact(
        "A strong upper body helps to hold an upright, efficient posture.",
        "faq/faster-upper faq/upper-faster",
    ),
    fact(
        "Such a posture lowers the risk of injury and improves running economy.",
        "faq/upper-posture faq/faster-upper",
    ),
    fact(
        "A strong upper body keeps the arm swing steady, for more power and speed.",
        "faq/swing-boost faq/faster-upper",
    ),
    fact(
        "Push-ups: chest, shoulders, triceps.",
        "exercises/push-ups exercises/triceps-exercise exercises/chest-exercise",
    ),
    fact(
        "Pull-ups: back, shoulders, biceps.",
        "exercises/pull-ups exercises/biceps-exercise exercises/back-exercises",
    ),
    fact(
        "Planks: core strength and stability, and so running form.",
        "exercises/planks exercises/planks-form",
    ),
    fact(
        "Medicine ball slams: dynamic; power and explosiveness of the upper body.",
        "exercises/slams exercises/slams-static",
    ),
    fact(
        "Dumbbell rows: the back, and so posture and stability.",
        "exercises/rows-muscle exercises/rows-chest exercises/back-exercises",
    ),
    # How the muscles work together
    fact(
        "All groups act in one coordinated effort, efficiently and effectively.",
        "muscles/coordinated muscles/many-groups",
    ),
    fact(
        "In a step, glutes and hamstrings extend the hip and drive you on.",
        "muscles/step-extend-hip muscles/hip-partner muscles/power-partner muscles/one-stride",
    ),
    fact(
        "When the foot lands, quads and calves absorb the impact.",
        "muscles/foot-strike muscles/impact-back muscles/one-stride",
    ),
    fact(
        "Then quads and calves push you off the ground.", "muscles/absorb-then muscles/one-stride"
    ),
    fact(
        "Meanwhile core and back look after balance and posture.",
        "muscles/meanwhile muscles/core-back-job muscles/trunk-role",
    ),
    fact("The arms keep you steady and add momentum.", "muscles/arms-jobs muscles/arms-idle"),
    # Why strength matters
    fact("Strong muscles keep proper form.", "muscles/strength-gains muscles/form-strength"),
    fact(
        "Strong muscles let you run faster and farther.",
        "muscles/strength-gains muscles/endurance-strength",
    ),
    fact(
        "Strong muscles generate more power and speed.",
        "muscles/strength-gains muscles/speed-strength",
    ),
    fact(
        "Strong muscles help to prevent shin splints and IT band syndrome.",
        "muscles/prevented-injuries muscles/it-band muscles/shin-splints",
    ),
    # Keeping muscles strong and healthy
    fact(
        "Strong, healthy muscles avoid injury and improve performance.",
        "muscles/keep-healthy",
        matters=False,
    ),
    fact(
        "Stretching improves flexibility and lowers the risk of injury.",
        "exercises/stretch-why",
        matters=False,
    ),
    fact("Stretch quads, hamstrings and calves.", "exercises/stretch-which", matters=False),
    fact("Stretch before and after a run.", "exercises/stretch-when exercises/stretch-one-end"),
    fact(
        "A strong core is essential for posture and balance.",
        "exercises/core-for muscles/posture-from",
    ),
    fact("Planks and bridges train the core.", "exercises/core-exercises exercises/bridges"),
    fact(
        "Cross-training, such as cycling and swimming, improves fitness and prevents injury.",
        "exercises/cross-training-tips exercises/cross-training-gains",
    ),
    fact(
        "Notice how your body feels, during and after runs.", "exercises/attention", matters=False
    ),
    fact("With pain, take a break and recover.", "exercises/pain", matters=False),
    # Cardio
    fact(
        "Cycling is low-impact and spares the joints.",
        "exercises/low-impact exercises/cycling-joints",
    ),
    fact("Cycling builds endurance and stamina.", "exercises/cycling-gains", matters=False),
    fact(
        "Swimming is low-impact and works core, arms and legs.",
        "exercises/low-impact exercises/swimming-muscles",
    ),
    fact("Swimming builds strength and endurance.", "exercises/swimming-gains", matters=False),
    fact("Rowing engages all major muscle groups.", "exercises/rowing-muscles", matters=False),
    fact(
        "Rowing is low-impact, for endurance and for heart and vessels.",
        "exercises/low-impact exercises/rowing-gains",
    ),
    fact("Cross-training mixes kinds of exercise.", "exercises/cross-training-what", matters=False),
    fact(
        "Cross-training avoids overuse injuries and improves fitness.",
        "exercises/cross-training-gains exercises/overuse",
    ),
    fact(
        "Alternate running and other cardio by days.", "exercises/cross-training-how", matters=False
    ),
    fact("HIIT: short intense bursts, then rest.", "exercises/hiit-pattern exercises/hiit-letters"),
    fact("HIIT can be done in any cardio.", "exercises/hiit-only-running exercises/hiit-forms"),
    fact("HIIT improves endurance, speed and fitness.", "exercises/hiit-gains", matters=False),
    # Cross-country or track
    fact(
        "Cross-country leads over hills and uneven ground.",
        "exercises/cross-country-ground",
        matters=False,
    ),
    fact(
        "Cross-country builds endurance, and strengthens quads, hamstrings and calves.",
        "exercises/cross-country-muscles exercises/contrast-muscle exercises/track-or-country",
    ),
    fact(
        "Hills improve form: the core keeps balance and stability.",
        "exercises/hills-core",
        matters=False,
    ),
    fact(
        "Track work is for speed and power, on flat, even ground.",
        "exercises/track-ground exercises/track-focus",
    ),
    fact("Track work is often over shorter distances.", "exercises/track-distance", matters=False),
    fact(
        "Track work builds explosive power in glutes, quads and calves.",
        "exercises/track-muscles exercises/contrast-muscle",
    ),
    fact("At top speed technique must be right.", "exercises/track-form", matters=False),
    fact(
        "Endurance: cross-country; speed and explosiveness: track.",
        "exercises/track-or-country exercises/explosive-choice",
    ),
    fact("It depends on goals and preferences.", "exercises/depends-on", matters=False),
    fact("Both together are a well-rounded workout.", "exercises/both-kinds", matters=False),
    # Sessions
    fact(
        "Hill repeats: leg strength and endurance.", "exercises/hill-repeats-gains", matters=False
    ),
    fact(
        "Hill repeats: a moderate incline, up and down several times.",
        "exercises/hill-incline exercises/hill-repeats",
    ),
    fact("Start with 4 to 6 repeats.", "exercises/hill-repeats exercises/hill-number"),
    fact("Increase the number gradually.", "exercises/hill-increase", matters=False),
    fact("Tempo runs train a faster pace over longer ways.", "exercises/tempo-aim", matters=False),
    fact(
        "Warm-up jog, slightly faster than usual, cool-down jog.",
        "exercises/tempo-order exercises/tempo-pace",
    ),
    fact("20 to 30 minutes.", "exercises/tempo-minutes exercises/tempo-minutes-choice"),
    fact("Plyometrics: power and speed.", "exercises/plyometric-aim", matters=False),
    fact(
        "Box jumps, jump squats, lunge jumps.",
        "exercises/plyometric-examples exercises/plyometric-one",
    ),
    fact("Once or twice a week.", "exercises/plyometric-often exercises/which-more-often"),
    fact(
        "Squats, lunges and deadlifts improve leg strength and performance.",
        "exercises/strength-examples exercises/strength-gains-legs",
    ),
    fact(
        "Two to three times a week.",
        "exercises/strength-often exercises/strength-often-choice exercises/which-more-often",
    ),
    # The ten questions
    fact("1. To tailor training and avoid injury.", "faq/why-know faq/why-know-typed"),
    fact("1. And to develop a better routine.", "faq/routine", matters=False),
    fact(
        "2. By strength training such as squats and lunges.",
        "faq/strengthen-how faq/strengthen-two faq/strengthen-verdict",
    ),
    fact("2. Cross-training and stretching help too.", "faq/muscle-health faq/strengthen-how"),
    fact("3. Men and women use the same muscles.", "faq/men-women faq/men-women-choice"),
    fact("3. Anatomy, composition and style change how much.", "faq/individual faq/style-verdict"),
    fact("4. Yes, running strengthens them.", "faq/running-strengthens faq/regular-builds"),
    fact(
        "4. Done regularly, for performance and against injury.",
        "faq/regular faq/regular-outcomes",
    ),
    fact("5. It can build leg muscles.", "faq/which-build faq/legs-verdict"),
    fact("5. Strength training builds mass better.", "faq/builds-mass faq/most-efficient faq/mass"),
    fact("6. Not necessarily bulkier.", "faq/bulk faq/without-bulk"),
    fact("6. It depends on genetics and nutrition.", "faq/bulk-factors faq/bulk-cloze"),
    fact(
        "7. A variety: chest, back, shoulders, arms.",
        "faq/groups faq/one-group faq/missing-group faq/variety-why",
    ),
    fact("8. Yes, on the same day.", "faq/same-day faq/day-without-run"),
    fact("8. With rest and recovery between.", "faq/same-day-condition faq/rest-between"),
    fact("9. Running is high-impact and can hurt the knees.", "faq/knees-impact faq/knees-why"),
    fact(
        "9. With good form it is safe and effective.",
        "faq/knees-safe faq/knees-always faq/knees-good",
    ),
    fact(
        "10. At least 150 minutes a week, says the American Heart Association.",
        "faq/minutes-week faq/minutes-number faq/minutes-per faq/who-recommends",
    ),
    fact("10. Of moderate aerobic exercise; running counts.", "faq/intensity faq/running-counts"),
    fact("10. Do not overdo it.", "faq/overdo", matters=False),
    # Conclusion
    fact(
        "Cycling, swimming, rowing: low-impact, full-body, for endurance and strength.",
        "faq/conclusion-cardio faq/conclusion-gains",
    ),
    fact(
        "Cross-training and HIIT avoid overuse and take you further.",
        "faq/next-level faq/overuse-conclusion",
    ),
    fact("Mixing things up keeps it interesting and challenging.", "faq/mix-up", matters=False),
    fact("It takes dedication and consistency.", "faq/two-virtues", matters=False),
    fact("You become stronger, faster, more resilient.", "faq/become", matters=False),
)
